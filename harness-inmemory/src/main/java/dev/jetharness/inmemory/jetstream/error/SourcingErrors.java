package dev.jetharness.inmemory.jetstream.error;

/** The errors of mirrors, sources, and subject transforms by name. */
public final class SourcingErrors {
  private SourcingErrors() {}

  public static ApiError mirrorWithFirstSequence() {
    return ApiErrors.of(10143);
  }

  public static ApiError mirrorWithSubjects() {
    return ApiErrors.of(10034);
  }

  public static ApiError mirrorWithSources() {
    return ApiErrors.of(10031);
  }

  public static ApiError mirrorWithCounters() {
    return ApiErrors.of(10173);
  }

  public static ApiError mirrorWithAtomicPublish() {
    return ApiErrors.of(10198);
  }

  public static ApiError mirrorWithBatchPublish() {
    return ApiErrors.of(10209);
  }

  public static ApiError mirrorWithSchedules() {
    return ApiErrors.of(10186);
  }

  public static ApiError mirrorInvalidStreamName() {
    return ApiErrors.of(10142);
  }

  public static ApiError mirrorMaxMessageSizeTooBig() {
    return ApiErrors.of(10030);
  }

  public static ApiError mirrorConsumerInvalid() {
    return ApiErrors.of(10213);
  }

  public static ApiError mirrorConsumerRequiresFlowControl() {
    return ApiErrors.of(10214);
  }

  public static ApiError mirrorMultipleFilters() {
    return ApiErrors.of(10150);
  }

  public static ApiError mirrorOverlappingFilters() {
    return ApiErrors.of(10152);
  }

  public static ApiError mirrorInvalidFilter(String subject) {
    return ApiErrors.of(10151, "invalid subject " + subject);
  }

  public static ApiError mirrorInvalidDestination(Exception problem) {
    return ApiErrors.of(10154, String.valueOf(problem.getMessage()));
  }

  public static ApiError sourceInvalidStreamName() {
    return ApiErrors.of(10141);
  }

  public static ApiError sourceDuplicate() {
    return ApiErrors.of(10140);
  }

  public static ApiError sourceWithSchedules() {
    return ApiErrors.of(10187);
  }

  public static ApiError sourceMaxMessageSizeTooBig() {
    return ApiErrors.of(10046);
  }

  public static ApiError sourceConsumerInvalid() {
    return ApiErrors.of(10215);
  }

  public static ApiError sourceConsumerRequiresFlowControl() {
    return ApiErrors.of(10217);
  }

  public static ApiError sourceConsumerDuplicate() {
    return ApiErrors.of(10216);
  }

  public static ApiError sourceMultipleFilters() {
    return ApiErrors.of(10144);
  }

  public static ApiError sourceOverlappingFilters() {
    return ApiErrors.of(10147);
  }

  public static ApiError sourceInvalidFilter(String subject) {
    return ApiErrors.of(10145, "invalid subject " + subject);
  }

  public static ApiError sourceInvalidDestination(Exception problem) {
    return ApiErrors.of(10146, String.valueOf(problem.getMessage()));
  }

  public static ApiError transformInvalidSource(String subject) {
    return ApiErrors.of(10155, "invalid subject " + subject);
  }

  public static ApiError transformInvalidDestination(Exception problem) {
    return ApiErrors.of(10156, String.valueOf(problem.getMessage()));
  }

  public static ApiError externalDeliveryInvalid(String prefix) {
    return ApiErrors.of(10024, prefix);
  }

  public static ApiError externalDeliveryOverlaps(String prefix, String subject) {
    return ApiErrors.of(10022, prefix, subject);
  }

  public static ApiError externalApiOverlaps(String prefix, String apiPrefix) {
    return ApiErrors.of(10021, prefix, apiPrefix);
  }
}
