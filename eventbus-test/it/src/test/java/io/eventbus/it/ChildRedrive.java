package io.eventbus.it;

import io.eventbus.EventBus;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.RedriveOptions;

/** Sends the dead letters of a group back, until it is done or killed. */
final class ChildRedrive {

  private ChildRedrive() {}

  /**
   * Runs it.
   *
   * @param args brokers, group and how many letters a second
   */
  public static void main(String[] args) throws Exception {
    try (var bus = EventBus.builder().bootstrapServers(args[0]).source("child").build()) {
      var options =
          RedriveOptions.defaults("child").withLettersPerSecond(Integer.parseInt(args[2]));
      bus.deadLetters(args[1]).redrive(DeadLetterFilter.all(), options).run();
    }
  }
}
