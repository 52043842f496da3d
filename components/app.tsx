import { Box, useApp } from "ink";
import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";
import { LEAST_COLUMNS, LEAST_ROWS, layout, type SideRectangle } from "./layout.ts";
import type { Lending } from "./lending.ts";
import { OverlayView } from "./overlays/overlay-view.tsx";
import { Toasts } from "./overlays/toasts.tsx";
import { ContainersPanel } from "./panels/containers.tsx";
import { ImagesPanel } from "./panels/images.tsx";
import { LayersPanel } from "./panels/layers.tsx";
import { MainPane } from "./panels/main.tsx";
import { NetworksPanel } from "./panels/networks.tsx";
import { VolumesPanel } from "./panels/volumes.tsx";
import { Region } from "./region.tsx";
import type { Themes } from "./theme/themes.ts";
import { type Ui, UiContext } from "./ui.ts";
import { fit } from "./widgets/text.ts";

/** The whole screen. */
export function App({ ui, themes }: { readonly ui: Omit<Ui, "theme">; readonly themes: Themes }) {
  useLetGo(ui.lending);
  const theme = useStore(themes.store);
  const themed = useMemo(() => ({ ...ui, theme }), [ui, theme]);
  const size = useStore(ui.size);
  const focus = useStore(ui.stores.view.store, ({ navigation }) => navigation.focus);
  const panel = useStore(ui.stores.view.store, ({ navigation }) => navigation.panel);
  const zoom = useStore(ui.stores.view.store, ({ navigation }) => navigation.zoom);
  const now = layout({ ...size, focus, panel, zoom });
  if (now.kind === "too-small") {
    const words = ui.words.screen.tooSmall(`${LEAST_COLUMNS}x${LEAST_ROWS}`, `${size.columns}x${size.rows}`);
    return (
      <UiContext value={themed}>
        <Box width={size.columns} height={size.rows} overflow="hidden">
          <Region
            at={{ left: 0, top: 0, columns: size.columns, rows: 1 }}
            rows={[fit(words, size.columns)]}
          />
        </Box>
      </UiContext>
    );
  }
  return (
    <UiContext value={themed}>
      <Box width={now.columns} height={now.rows} overflow="hidden">
        <Header at={now.header} />
        {now.sides.map((at) => (
          <Side key={at.panel} at={at} />
        ))}
        {now.main === undefined ? null : <MainPane at={now.main} />}
        <Footer at={now.footer} />
        <Toasts />
        <OverlayView />
      </Box>
    </UiContext>
  );
}

/** The screen is let go of for a loan of the terminal, and drawn anew when somebody may have written over it. */
function useLetGo(lending: Lending): void {
  const { suspendTerminal } = useApp();
  useEffect(() => {
    // Whoever stopped this process and continued it. While the terminal is lent this is refused, and not needed.
    const redraw = (): void => void suspendTerminal(async () => {}).catch(() => {});
    process.on("SIGCONT", redraw);
    lending.drawnBy(suspendTerminal);
    return () => {
      process.off("SIGCONT", redraw);
      lending.drawnBy(undefined);
    };
  }, [suspendTerminal, lending]);
}

function Side({ at }: { readonly at: SideRectangle }) {
  switch (at.panel) {
    case "containers":
      return <ContainersPanel at={at} />;
    case "images":
      return <ImagesPanel at={at} />;
    case "layers":
      return <LayersPanel at={at} />;
    case "volumes":
      return <VolumesPanel at={at} />;
    case "networks":
      return <NetworksPanel at={at} />;
  }
}
