import { Box } from "ink";
import { memo } from "react";
import type { Rectangle } from "./layout.ts";
import { useUi } from "./ui.ts";
import { Rows } from "./widgets/rows.tsx";

interface RegionProps {
  readonly at: Rectangle;
  /** One ANSI string for each row, as wide as the rectangle. */
  readonly rows: readonly string[];
}

/** Puts rows at their place on the screen, in the terminal's signs. What comes later in the tree lies above. */
export const Region = memo(function Region({ at, rows }: RegionProps) {
  const { spell } = useUi().theme.glyphs;
  return (
    <Box position="absolute" left={at.left} top={at.top} width={at.columns} height={at.rows}>
      <Rows rows={rows.map(spell)} />
    </Box>
  );
});
