package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import java.time.Duration;
import java.util.regex.Pattern;

/** The rules of priority groups: which names they may have, and who may have them. */
public final class PriorityGroups {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9/_=-]{1,16}");

  private PriorityGroups() {}

  /** Whether a group may have this name. */
  public static boolean isValidName(String group) {
    return NAME.matcher(group).matches();
  }

  static void check(ConsumerDraft consumer) throws ApiException {
    if (consumer.priorityPolicy == PriorityPolicy.NONE) {
      refuseIf(!consumer.priorityGroups.isEmpty(), ConsumerErrors::priorityGroupWithoutPolicy);
      refuseIf(
          consumer.priorityTimeout.compareTo(Duration.ZERO) > 0,
          ConsumerErrors::pinnedTtlWithoutPolicy);
      return;
    }
    refuseIf(consumer.isPush(), ConsumerErrors::pushWithPriorityGroup);
    refuseIf(consumer.priorityGroups.isEmpty(), ConsumerErrors::priorityPolicyWithoutGroup);
    for (String group : consumer.priorityGroups) {
      refuseIf(group.isEmpty(), ConsumerErrors::emptyGroupName);
      refuseIf(!isValidName(group), ConsumerErrors::invalidGroupName);
    }
  }
}
