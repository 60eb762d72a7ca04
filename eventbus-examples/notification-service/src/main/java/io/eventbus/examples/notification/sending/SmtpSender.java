package io.eventbus.examples.notification.sending;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Sends mails, where there is a mail server. Each has its Message-ID from its notification, so that
 * one that goes out twice can be recognised, as mail servers and programs do.
 */
@Component
@ConditionalOnProperty("spring.mail.host")
final class SmtpSender implements NotificationSender {

  private final JavaMailSender mails;
  private final String from;

  SmtpSender(JavaMailSender mails, @Value("${notification.mail.from}") String from) {
    this.mails = mails;
    this.from = from;
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public void send(Notification notification) {
    mails.send(mail -> fill(mail, notification));
  }

  private void fill(MimeMessage mail, Notification notification) throws MessagingException {
    var parts = new MimeMessageHelper(mail, "UTF-8");
    parts.setFrom(from);
    parts.setTo(notification.to());
    // A line break would begin another header.
    parts.setSubject(notification.subject().replaceAll("\\R", " "));
    parts.setText(notification.text());
    mail.setHeader("Message-ID", "<" + notification.id() + "@notification-service>");
  }
}
