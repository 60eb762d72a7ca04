package io.eventbus.examples.school.page;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;

/** Says what went wrong, to somebody who has pressed a button. */
final class Words {

  private Words() {}

  static String of(Throwable failure) {
    if (failure instanceof ConnectException) {
      return "The service does not answer. Start it first.";
    }
    if (failure instanceof HttpTimeoutException) {
      return "The service does not answer in time.";
    }
    var message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return "It did not work: " + failure.getClass().getSimpleName() + ".";
    }
    return message;
  }
}
