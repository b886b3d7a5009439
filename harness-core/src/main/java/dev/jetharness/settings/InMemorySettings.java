package dev.jetharness.settings;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.spi.BrokerProviders;

/**
 * Settings of the broker in the memory of this JVM.
 *
 * @param nodes how many nodes it reports: with 3, streams may have up to three replicas; with 1,
 *     more than one replica is refused as by a single nats-server
 * @param domain the JetStream domain, by which its API can be reached, too; empty for none
 * @param maxMemory how many bytes streams in memory may take, like nats-server's {@code
 *     max_mem_store}; negative for no limit
 * @param maxStorage how many bytes streams on file may take, like nats-server's {@code
 *     max_file_store}; negative for no limit
 * @param accountLimits what the account of the clients may have
 * @since 0.1
 */
public record InMemorySettings(
    int nodes, String domain, long maxMemory, long maxStorage, AccountLimits accountLimits)
    implements BrokerSettings {
  private static final InMemorySettings DEFAULTS =
      new InMemorySettings(1, "", -1, -1, AccountLimits.none());

  /**
   * Creates settings.
   *
   * @param nodes 1 or 3
   * @param domain one token of a subject; empty for none
   * @param maxMemory bytes; negative for no limit
   * @param maxStorage bytes; negative for no limit
   * @param accountLimits what the account of the clients may have
   * @throws IllegalArgumentException if the number of nodes is neither 1 nor 3, if the domain is no
   *     token of a subject, or if the account is promised more than the server has
   */
  public InMemorySettings {
    Nodes.check(nodes);
    checkDomain(domain);
    checkFits("max_memory", accountLimits.maxMemory(), maxMemory);
    checkFits("max_storage", accountLimits.maxStorage(), maxStorage);
  }

  /**
   * Returns the defaults: one node, no domain, no limits.
   *
   * @return the default settings
   */
  public static InMemorySettings defaults() {
    return DEFAULTS;
  }

  /**
   * Returns settings that differ in the number of nodes.
   *
   * @param count 1 or 3
   * @return new settings
   * @throws IllegalArgumentException if the number is neither 1 nor 3
   */
  public InMemorySettings nodes(int count) {
    return new InMemorySettings(count, domain, maxMemory, maxStorage, accountLimits);
  }

  /**
   * Returns settings that differ in the JetStream domain.
   *
   * @param name the domain: one token of a subject; empty for none
   * @return new settings
   * @throws IllegalArgumentException if the domain is no token of a subject
   */
  public InMemorySettings domain(String name) {
    return new InMemorySettings(nodes, name, maxMemory, maxStorage, accountLimits);
  }

  /**
   * Returns settings that differ in the size of all streams in memory.
   *
   * @param bytes how many bytes they may take, as nats-server counts; negative for no limit
   * @return new settings
   * @throws IllegalArgumentException if the account is promised more
   */
  public InMemorySettings maxMemory(long bytes) {
    return new InMemorySettings(nodes, domain, bytes, maxStorage, accountLimits);
  }

  /**
   * Returns settings that differ in the size of all streams on file.
   *
   * @param bytes how many bytes they may take, as nats-server counts; negative for no limit
   * @return new settings
   * @throws IllegalArgumentException if the account is promised more
   */
  public InMemorySettings maxStorage(long bytes) {
    return new InMemorySettings(nodes, domain, maxMemory, bytes, accountLimits);
  }

  /**
   * Returns settings that differ in what the account of the clients may have.
   *
   * @param limits its limits
   * @return new settings
   * @throws IllegalArgumentException if that is more than the server has
   */
  public InMemorySettings accountLimits(AccountLimits limits) {
    return new InMemorySettings(nodes, domain, maxMemory, maxStorage, limits);
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.IN_MEMORY;
  }

  @Override
  public Broker start() {
    return BrokerProviders.start(this);
  }

  private static void checkDomain(String domain) {
    if (domain.chars().anyMatch(c -> c <= ' ' || c == '.' || c == '*' || c == '>')) {
      throw new IllegalArgumentException(
          "a JetStream domain is one token of a subject, without blanks and wildcards: \""
              + domain
              + "\"");
    }
  }

  private static void checkFits(String what, long ofAccount, long ofServer) {
    if (ofServer >= 0 && ofAccount > ofServer) {
      throw new IllegalArgumentException(
          "the account's %s of %d bytes is more than the %d bytes of the server"
              .formatted(what, ofAccount, ofServer));
    }
  }
}
