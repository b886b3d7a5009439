package dev.jetharness.inmemory.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jetharness.inmemory.server.Credentials.Token;
import dev.jetharness.inmemory.server.Credentials.UserPassword;
import dev.jetharness.inmemory.server.ServerFixture.Transport;
import dev.jetharness.inmemory.transport.RawClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AuthenticationTest {
  private static final ServerOptions WITH_USER =
      ServerOptions.defaults().withCredentials(new UserPassword("ann", "secret"));
  private static final ServerOptions WITH_TOKEN =
      ServerOptions.defaults().withCredentials(new Token("t0ken"));

  @Test
  void takesTheUserWithItsPassword() {
    try (ServerFixture fixture = new ServerFixture(WITH_USER, Transport.IN_PROCESS);
        RawClient client = fixture.connect()) {
      assertThat(client.line()).contains("\"auth_required\":true,");
      client.send("CONNECT {\"user\":\"ann\",\"pass\":\"secret\"}\r\nPING\r\n");
      client.expect("+OK\r\nPONG\r\n");
      client.send("SUB in 1\r\nPUB $SYS.REQ.USER.INFO in 0\r\n\r\n");
      client.expect("+OK\r\n+OK\r\n");
      client.line();
      assertThat(client.line()).contains("\"user\":\"ann\"");
    }
  }

  @Test
  void takesTheTokenAndShowsItToNobody() {
    try (ServerFixture fixture = new ServerFixture(WITH_TOKEN, Transport.IN_PROCESS);
        RawClient client = fixture.connect()) {
      client.greet("\"verbose\":false,\"auth_token\":\"t0ken\"");
      client.send("SUB in 1\r\nPUB $SYS.REQ.USER.INFO in 0\r\n\r\n");
      client.line();
      assertThat(client.line()).contains("\"user\":\"[REDACTED]\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PING\r\n",
        "X",
        "SUB a 1\r\n",
        "CONNECT {}\r\n",
        "CONNECT {\"user\":\"ann\"}\r\n",
        "CONNECT {\"user\":\"ann\",\"pass\":\"wrong\"}\r\n",
        "CONNECT {\"user\":\"bob\",\"pass\":\"secret\"}\r\n",
        "CONNECT {\"auth_token\":\"secret\"}\r\n"
      })
  void refusesEverythingElse(String operation) {
    try (ServerFixture fixture = new ServerFixture(WITH_USER, Transport.IN_PROCESS);
        RawClient client = fixture.connect()) {
      client.line();
      client.send(operation);
      client.expect("-ERR 'Authorization Violation'\r\n");
      client.expectEnd();
    }
  }

  @Test
  void refusesAWrongToken() {
    try (ServerFixture fixture = new ServerFixture(WITH_TOKEN, Transport.IN_PROCESS);
        RawClient client = fixture.connect()) {
      client.greet("\"auth_token\":\"T0KEN\"");
      client.expect("-ERR 'Authorization Violation'\r\n");
      client.expectEnd();
    }
  }

  @Test
  void closesAClientThatDoesNotAuthenticateInTime() {
    ServerOptions impatient = WITH_USER.withAuthenticationTimeout(Duration.ofMillis(20));
    try (ServerFixture fixture = new ServerFixture(impatient, Transport.IN_PROCESS);
        RawClient client = fixture.connect()) {
      client.line();
      client.expect("-ERR 'Authentication Timeout'\r\n");
      client.expectEnd();
    }
  }

  @Test
  void refusesHashesInsteadOfComparingThemAsText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserPassword("ann", "$2a$11$abc"))
        .withMessage("the in-memory broker has no bcrypt: give the password itself, not its hash");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Token("$2b$11$abc"))
        .withMessage("the in-memory broker has no bcrypt: give the token itself, not its hash");
  }
}
