package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.invalidIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.pedanticIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.unsupportedConsumerFieldIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a request asks of a consumer beyond what this broker models. Where the server has an error
 * of its own for a combination it is that; otherwise the field is refused by name.
 */
public record UnmodelledConsumerFields(
    boolean ackFlowControl,
    boolean paused,
    List<String> priorityGroups,
    boolean priorityPolicy,
    Duration priorityTimeout) {

  static final UnmodelledConsumerFields NONE =
      new UnmodelledConsumerFields(false, false, List.of(), false, Duration.ZERO);

  private static final Pattern GROUP_NAME = Pattern.compile("[a-zA-Z0-9/_=-]{1,16}");
  private static final Duration FLOW_CONTROL_HEARTBEAT = Duration.ofSeconds(1);

  static UnmodelledConsumerFields read(ObjectReader json) {
    return new UnmodelledConsumerFields(
        json.rawOf("ack_policy").equals("\"flow_control\""),
        json.time("pause_until") != null,
        json.strings("priority_groups"),
        json.custom("priority_policy", false, UnmodelledConsumerFields::isPriorityPolicy),
        json.duration("priority_timeout"));
  }

  private static boolean isPriorityPolicy(String json) throws JsonException {
    return switch (json) {
      case "\"none\"" -> false;
      case "\"overflow\"", "\"pinned_client\"", "\"prioritized\"" -> true;
      default -> throw new JsonException("unknown priority policy: " + json);
    };
  }

  void checkPedantic(boolean pedantic) throws ApiException {
    pedanticIf(pedantic && priorityTimeout.isNegative(), "priority_timeout must not be negative");
  }

  /** The rules of ack policy flow_control. */
  void checkAckFlowControl(ConsumerDraft consumer, boolean pedantic) throws ApiException {
    if (ackFlowControl) {
      refuseIf(!consumer.isPush(), ConsumerErrors::ackFlowControlNeedsPush);
      // Unless pedantic, the server sets flow control and heartbeat itself.
      refuseIf(pedantic && !consumer.flowControl, ConsumerErrors::ackFlowControlNeedsFlowControl);
      invalidIf(
          pedantic && !consumer.idleHeartbeat.equals(FLOW_CONTROL_HEARTBEAT),
          "flow control ack policy heartbeat needs to be 1s");
      refuseIf(consumer.maxAckPending < 0, ConsumerErrors::ackFlowControlNeedsMaxAckPending);
      refuseIf(
          !consumer.ackWait.isZero() || !consumer.backoff.isEmpty(),
          ConsumerErrors::ackFlowControlNeedsNoAckWait);
      refuseIf(consumer.maxDeliver > 0, ConsumerErrors::ackFlowControlNeedsNoMaxDeliver);
    }
  }

  /** The rules of priority groups. */
  void checkPriority(ConsumerDraft consumer) throws ApiException {
    if (!priorityPolicy) {
      refuseIf(!priorityGroups.isEmpty(), ConsumerErrors::priorityGroupWithoutPolicy);
      refuseIf(
          priorityTimeout.compareTo(Duration.ZERO) > 0, ConsumerErrors::pinnedTtlWithoutPolicy);
      return;
    }
    refuseIf(consumer.isPush(), ConsumerErrors::pushWithPriorityGroup);
    refuseIf(priorityGroups.isEmpty(), ConsumerErrors::priorityPolicyWithoutGroup);
    for (String group : priorityGroups) {
      refuseIf(group.isEmpty(), ConsumerErrors::emptyGroupName);
      refuseIf(!GROUP_NAME.matcher(group).matches(), ConsumerErrors::invalidGroupName);
    }
  }

  /** Refuses, by name, whatever is used. */
  void refuse(ConsumerDraft consumer) throws ApiException {
    unsupportedConsumerFieldIf(ackFlowControl, "ack_policy");
    unsupportedConsumerFieldIf(consumer.replayPolicy == ReplayPolicy.ORIGINAL, "replay_policy");
    unsupportedConsumerFieldIf(consumer.rateLimit != 0, "rate_limit_bps");
    unsupportedConsumerFieldIf(!consumer.sampleFrequency.isEmpty(), "sample_freq");
    unsupportedConsumerFieldIf(paused, "pause_until");
    unsupportedConsumerFieldIf(priorityPolicy, "priority_policy");
  }
}
