import { Drawer } from "@mantine/core";
import { Navigation } from "./navigation.tsx";

/** The navigation where there is no room for a sidebar. */
export default function MenuDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Drawer.Root opened={opened} onClose={onClose} size={264} padding={0} classNames={{ content: "drawer" }}>
      <Drawer.Overlay />
      <Drawer.Content aria-label="Menu">
        <Drawer.Body>
          <Navigation collapsed={false} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
