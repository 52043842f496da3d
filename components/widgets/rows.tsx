import { Box, Text } from "ink";
import { memo, type ReactElement } from "react";

/** Draws ready rows, one text each, so that rows that stayed the same are not measured again. */
export function Rows({ rows }: { readonly rows: readonly string[] }): ReactElement {
  return (
    <Box flexDirection="column" height={rows.length} flexShrink={0}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is a place on the screen; its number is what it is
        <Row key={index} row={row} />
      ))}
    </Box>
  );
}

const Row = memo(function Row({ row }: { readonly row: string }): ReactElement {
  // An empty text would take no row at all.
  return <Text wrap="truncate">{row === "" ? " " : row}</Text>;
});
