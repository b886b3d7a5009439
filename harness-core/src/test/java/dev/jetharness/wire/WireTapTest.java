package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.traffic.TrafficEvent;
import dev.jetharness.traffic.TrafficEvent.Delivered;
import dev.jetharness.traffic.TrafficEvent.MaxDeliveriesReached;
import dev.jetharness.traffic.TrafficEvent.Published;
import dev.jetharness.traffic.TrafficEvent.Refused;
import dev.jetharness.traffic.TrafficEvent.Stored;
import dev.jetharness.traffic.TrafficRecorder;
import org.junit.jupiter.api.Test;

class WireTapTest {
  private final TrafficRecorder recorder = new TrafficRecorder();
  private final Taps taps = new Taps(recorder);
  private final WireTap tap = taps.tap();

  private static void sent(WireTap tap, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    tap.sent(bytes, 0, bytes.length);
  }

  private static void received(WireTap tap, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    tap.received(bytes, 0, bytes.length);
  }

  private static String message(String subject, String reply, String payload) {
    return "MSG %s 1 %s%d\r\n%s\r\n".formatted(subject, reply, payload.length(), payload);
  }

  private <E extends TrafficEvent> E only(Class<E> type) {
    assertThat(recorder.events(type)).hasSize(1);
    return recorder.events(type).get(0);
  }

  @Test
  void namesConnectionsByNameElseById() {
    received(tap, "INFO {\"client_id\":17}\r\n");
    sent(tap, "CONNECT {\"verbose\":false}\r\nPUB a 0\r\n\r\n");
    assertThat(only(Published.class).connection()).isEqualTo("17");
    recorder.clear();
    sent(tap, "CONNECT {\"name\":\"shop\"}\r\nPUB a 0\r\n\r\n");
    assertThat(only(Published.class).connection()).isEqualTo("shop");
  }

  @Test
  void findsOutFromItsPubAckWhereAMessageWasStored() {
    sent(tap, "PUB a.b _INBOX.x.1 2\r\nhi\r\n");
    received(tap, message("_INBOX.x.1", "", "{\"stream\":\"A\",\"seq\":3,\"duplicate\":true}"));
    Stored stored = only(Stored.class);
    assertThat(stored.stream()).isEqualTo("A");
    assertThat(stored.sequence()).isEqualTo(3);
    assertThat(stored.subject()).isEqualTo("a.b");
    assertThat(stored.duplicate()).isTrue();
  }

  @Test
  void findsOutFromItsPubAckWhyAMessageWasRefused() {
    sent(tap, "PUB a _INBOX.x.1 0\r\n\r\n");
    String error =
        "{\"error\":{\"code\":400,\"err_code\":10071,\"description\":\"wrong last sequence: 1\"},"
            + "\"stream\":\"A\",\"seq\":0}";
    received(tap, message("_INBOX.x.1", "", error));
    assertThat(only(Refused.class).errorCode()).isEqualTo(10071);
    assertThat(only(Refused.class).description()).isEqualTo("wrong last sequence: 1");
  }

  @Test
  void takesNoAnswerOfAServiceForAPubAck() {
    sent(tap, "PUB a _INBOX.x.1 0\r\n\r\n");
    received(tap, message("_INBOX.x.1", "", "{\"status\":\"fine\"}"));
    received(tap, message("_INBOX.x.1", "", "{not json"));
    assertThat(recorder.events(Stored.class)).isEmpty();
  }

  @Test
  void leavesOutWhatIsForTheServerItself() {
    sent(tap, "PUB $JS.API.STREAM.NAMES _INBOX.x.1 0\r\n\r\nPUB $JS.FC.A 0\r\n\r\n");
    assertThat(recorder.events()).isEmpty();
  }

  @Test
  void seesADeliveryByItsReplySubject() {
    received(tap, message("a.b", "$JS.ACK.A.C.2.7.9.1700000000000000000.0 ", "hi"));
    Delivered delivered = only(Delivered.class);
    assertThat(delivered.stream()).isEqualTo("A");
    assertThat(delivered.consumer()).isEqualTo("C");
    assertThat(delivered.deliveries()).isEqualTo(2);
    assertThat(delivered.streamSequence()).isEqualTo(7);
    assertThat(delivered.consumerSequence()).isEqualTo(9);
    assertThat(delivered.subject()).isEqualTo("a.b");
  }

  @Test
  void reportsAnAdvisoryOnceHoweverManyConnectionsReceiveIt() {
    String advisory =
        message(
            "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.A.C",
            "",
            "{\"id\":\"x\",\"stream\":\"A\",\"consumer\":\"C\",\"stream_seq\":4,\"deliveries\":3}");
    received(tap, advisory);
    received(taps.tap(), advisory);
    MaxDeliveriesReached event = only(MaxDeliveriesReached.class);
    assertThat(event.streamSequence()).isEqualTo(4);
    assertThat(event.deliveries()).isEqualTo(3);
  }

  @Test
  void fallsSilentWhereItDoesNotUnderstand() {
    sent(tap, "GET / HTTP/1.1\r\n");
    sent(tap, "PUB a 0\r\n\r\n");
    assertThat(recorder.events()).isEmpty();
  }
}
