package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.DeliverPolicy;
import dev.jetharness.inmemory.jetstream.config.PriorityPolicy;
import dev.jetharness.inmemory.jetstream.config.ReplayPolicy;
import dev.jetharness.inmemory.json.WrittenTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configurations for tests, with the server's defaults: by default a durable named C. */
final class ConfigBuilder {
  private String durable = "C";
  private DeliverPolicy deliverPolicy = DeliverPolicy.ALL;
  private long startSequence;
  private @Nullable Instant startTime;
  private AckPolicy ackPolicy = AckPolicy.EXPLICIT;
  private Duration ackWait = Duration.ofSeconds(30);
  private int maxDeliver = -1;
  private List<Duration> backoff = List.of();
  private List<String> filters = List.of();
  private int maxWaiting = 512;
  private int maxAckPending = 1000;
  private boolean flowControl;
  private boolean headersOnly;
  private int maxBatch;
  private Duration maxExpires = Duration.ZERO;
  private int maxBytes;
  private String deliverSubject = "";
  private String deliverGroup = "";
  private Duration heartbeat = Duration.ZERO;
  private Duration inactiveThreshold = Duration.ZERO;
  private boolean memory;
  private ReplayPolicy replay = ReplayPolicy.INSTANT;
  private long rateLimit;
  private String sampleFrequency = "";
  private boolean direct;
  private boolean sourcing;
  private @Nullable Instant pauseUntil;

  static ConfigBuilder pull() {
    return new ConfigBuilder();
  }

  static ConfigBuilder push(String deliverSubject) {
    ConfigBuilder builder = new ConfigBuilder();
    builder.deliverSubject = deliverSubject;
    return builder;
  }

  ConfigBuilder ephemeral() {
    durable = "";
    return inactiveThreshold(Duration.ofSeconds(5));
  }

  ConfigBuilder deliver(DeliverPolicy policy) {
    deliverPolicy = policy;
    return this;
  }

  ConfigBuilder startAt(long sequence) {
    deliverPolicy = DeliverPolicy.BY_START_SEQUENCE;
    startSequence = sequence;
    return this;
  }

  ConfigBuilder startAt(Instant time) {
    deliverPolicy = DeliverPolicy.BY_START_TIME;
    startTime = time;
    return this;
  }

  ConfigBuilder acks(AckPolicy policy) {
    ackPolicy = policy;
    return this;
  }

  ConfigBuilder ackWait(Duration wait) {
    ackWait = wait;
    return this;
  }

  ConfigBuilder maxDeliver(int deliveries) {
    maxDeliver = deliveries;
    return this;
  }

  ConfigBuilder backoff(Duration... delays) {
    backoff = List.of(delays);
    ackWait = delays[0];
    return this;
  }

  ConfigBuilder filter(String... subjects) {
    filters = List.of(subjects);
    return this;
  }

  ConfigBuilder maxWaiting(int requests) {
    maxWaiting = requests;
    return this;
  }

  ConfigBuilder maxAckPending(int messages) {
    maxAckPending = messages;
    return this;
  }

  ConfigBuilder flowControl() {
    flowControl = true;
    return this;
  }

  ConfigBuilder headersOnly() {
    headersOnly = true;
    return this;
  }

  ConfigBuilder limits(int batch, Duration expires, int bytes) {
    maxBatch = batch;
    maxExpires = expires;
    maxBytes = bytes;
    return this;
  }

  ConfigBuilder deliverTo(String subject) {
    deliverSubject = subject;
    return this;
  }

  ConfigBuilder group(String group) {
    deliverGroup = group;
    return this;
  }

  ConfigBuilder heartbeat(Duration interval) {
    heartbeat = interval;
    return this;
  }

  ConfigBuilder inactiveThreshold(Duration threshold) {
    inactiveThreshold = threshold;
    return this;
  }

  ConfigBuilder inMemory() {
    memory = true;
    return this;
  }

  ConfigBuilder replayOriginal() {
    replay = ReplayPolicy.ORIGINAL;
    return this;
  }

  ConfigBuilder rateLimit(long bitsPerSecond) {
    rateLimit = bitsPerSecond;
    return this;
  }

  ConfigBuilder sample(String frequency) {
    sampleFrequency = frequency;
    return this;
  }

  ConfigBuilder direct() {
    direct = true;
    return ephemeral();
  }

  ConfigBuilder sourcing() {
    sourcing = true;
    return this;
  }

  ConfigBuilder pauseUntil(Instant time) {
    pauseUntil = time;
    return this;
  }

  ConsumerConfig build() {
    return new ConsumerConfig(
        durable,
        "C",
        "",
        deliverPolicy,
        startSequence,
        startTime == null ? null : WrittenTime.utc(startTime),
        ackPolicy,
        ackWait,
        maxDeliver,
        backoff,
        "",
        filters,
        replay,
        rateLimit,
        sampleFrequency,
        deliverSubject.isEmpty() ? maxWaiting : 0,
        ackPolicy == AckPolicy.NONE ? 0 : maxAckPending,
        flowControl,
        headersOnly,
        maxBatch,
        maxExpires,
        maxBytes,
        deliverSubject,
        deliverGroup,
        heartbeat,
        inactiveThreshold,
        0,
        memory,
        direct,
        sourcing,
        Map.of(),
        pauseUntil == null ? null : WrittenTime.utc(pauseUntil),
        List.of(),
        PriorityPolicy.NONE,
        Duration.ZERO,
        Set.of());
  }
}
