package dev.jetharness.inmemory.jetstream.config;

/**
 * What server and account impose on streams and consumers.
 *
 * @param nodes how many replicas there can be
 * @param server the limits of the server
 * @param account the limits of the account
 */
public record AssetLimits(int nodes, ServerLimits server, AccountLimits account) {

  /** No limits, but as many replicas as there are nodes. */
  public static AssetLimits ofNodes(int nodes) {
    return new AssetLimits(nodes, ServerLimits.NONE, AccountLimits.NONE);
  }
}
