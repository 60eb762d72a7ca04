package io.eventbus.examples.notification.sending;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The notifications over HTTP: asked for here, sent by {@link NotificationEvents}. */
@RestController
@RequestMapping("/notifications")
final class NotificationController {

  private static final String PHONE_NUMBER = "\\+[0-9]{7,15}";
  private static final String PHONE_NUMBER_TEXT = "must be a + followed by 7 to 15 digits";

  /** A mail to be sent. */
  record NewEmail(
      @NotBlank @Email @Size(max = 254) String to,
      @NotBlank @Size(max = 200) String subject,
      @NotBlank @Size(max = 10_000) String text) {}

  /** An SMS to be sent. */
  record NewSms(
      @NotNull @Pattern(regexp = PHONE_NUMBER, message = PHONE_NUMBER_TEXT) String to,
      @NotBlank @Size(max = 1_000) String text) {}

  /** A push notification to be sent. */
  record NewPush(
      @NotBlank @Size(max = 200) String to,
      @NotBlank @Size(max = 200) String title,
      @NotBlank @Size(max = 1_000) String text) {}

  private final NotificationRequests requests;
  private final SentNotifications sent;

  NotificationController(NotificationRequests requests, SentNotifications sent) {
    this.requests = requests;
    this.sent = sent;
  }

  @PostMapping("/email")
  ResponseEntity<?> email(@Valid @RequestBody NewEmail mail) {
    return answer(requests.accept(new EmailRequested(mail.to(), mail.subject(), mail.text())));
  }

  @PostMapping("/sms")
  ResponseEntity<?> sms(@Valid @RequestBody NewSms sms) {
    return answer(requests.accept(new SmsRequested(sms.to(), sms.text())));
  }

  @PostMapping("/push")
  ResponseEntity<?> push(@Valid @RequestBody NewPush push) {
    return answer(requests.accept(new PushRequested(push.to(), push.title(), push.text())));
  }

  @GetMapping
  List<SentNotification> sent(@RequestParam String to) {
    return sent.to(to);
  }

  /** Who is told 202 must be able to rely on it. */
  private static ResponseEntity<?> answer(boolean accepted) {
    return accepted
        ? ResponseEntity.accepted().build()
        : ResponseEntity.of(
                ProblemDetail.forStatusAndDetail(
                    HttpStatus.SERVICE_UNAVAILABLE, "Kafka is switched off, so nothing is sent."))
            .build();
  }
}
