/** For a container with a network of its own: its users may ping, and listen on ports below 1024. */
export const DEFAULT_NETWORK_SYSCTLS: Readonly<Record<string, string>> = {
  "net.ipv4.ip_unprivileged_port_start": "0",
  "net.ipv4.ping_group_range": "0 2147483647",
};
