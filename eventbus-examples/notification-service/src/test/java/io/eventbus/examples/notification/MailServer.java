package io.eventbus.examples.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** A real mail server on a port of its own, which it keeps over a restart. */
final class MailServer implements AutoCloseable {

  private final List<MimeMessage> before = new ArrayList<>();
  private final int port;
  private GreenMail server;

  MailServer() throws IOException {
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server = started();
  }

  private GreenMail started() {
    var made = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
    made.start();
    return made;
  }

  String[] arguments() {
    return new String[] {"--spring.mail.host=localhost", "--spring.mail.port=" + port};
  }

  void stop() {
    before.addAll(List.of(server.getReceivedMessages()));
    server.stop();
  }

  void start() {
    server = started();
  }

  /** The subjects of all mails to an address, in the order in which they came. */
  List<String> subjects(String to) throws MessagingException {
    var subjects = new ArrayList<String>();
    for (var mail : mails(to)) {
      subjects.add(mail.getSubject());
    }
    return subjects;
  }

  List<MimeMessage> mails(String to) throws MessagingException {
    var all = new ArrayList<>(before);
    all.addAll(List.of(server.getReceivedMessages()));
    var mails = new ArrayList<MimeMessage>();
    for (var mail : all) {
      if (mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(to)) {
        mails.add(mail);
      }
    }
    return mails;
  }

  @Override
  public void close() {
    server.stop();
  }
}
