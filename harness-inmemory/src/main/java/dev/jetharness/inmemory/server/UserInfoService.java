package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Answers {@code $SYS.REQ.USER.INFO}: which user and account a client is. */
final class UserInfoService {
  private static final String SUBJECT = "$SYS.REQ.USER.INFO";

  private final ServerContext context;
  private final String host;

  private UserInfoService(ServerContext context, String host) {
    this.context = context;
    this.host = host;
  }

  static void start(ServerContext context, String host) {
    UserInfoService service = new UserInfoService(context, host);
    context.account().subscribe(SUBJECT, service::answer);
  }

  private boolean answer(Message request, @Nullable Client sender) {
    String reply = request.reply();
    if (reply != null && sender instanceof ClientConnection client) {
      JsonWriter json = new JsonWriter().beginObject();
      json.object("server", o -> context.identity().describe(o, host, context.clock().instant()));
      json.object("data", o -> describe(o, client));
      byte[] body = json.endObject().toByteArray();
      Message answer = new Message(reply, null, Message.EMPTY, body);
      context.sequencer().later(() -> context.account().publish(answer));
    }
    return true;
  }

  private void describe(JsonWriter json, ClientConnection client) {
    String account = context.account().name();
    json.field("user", client.options().shownUser());
    json.field("account", account);
    json.field("account_name", account);
  }
}
