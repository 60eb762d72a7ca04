package io.eventbus.examples.school.page;

import io.eventbus.examples.school.page.SchoolState.Box;
import io.eventbus.examples.school.page.SchoolState.Knob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All that the page shows and moves. Safe to share between threads. */
final class Stage {

  private final String run = UUID.randomUUID().toString();
  private final Board board = new Board();
  private final Switch kafka;
  private final List<Switch> services;
  private final Map<String, Button> buttons = new LinkedHashMap<>();
  private final AtomicInteger watchers = new AtomicInteger();
  private volatile @Nullable String notice;
  private volatile SchoolState state;

  Stage(Part kafka, List<Part> services, List<Button> buttons) {
    this.kafka = new Switch(kafka);
    this.services = services.stream().map(Switch::new).toList();
    buttons.forEach(button -> this.buttons.put(button.id(), button));
    this.state = seen();
  }

  /** The services by name. */
  Names names() {
    return new Names(services.stream().map(each -> each.part().id()).toList());
  }

  Board board() {
    return board;
  }

  String run() {
    return run;
  }

  Optional<Button> button(String id) {
    return Optional.ofNullable(buttons.get(id));
  }

  /** A service, or Kafka. */
  Optional<Switch> part(String id) {
    if (kafka.part().id().equals(id)) {
      return Optional.of(kafka);
    }
    return services.stream().filter(each -> each.part().id().equals(id)).findFirst();
  }

  void hold(String why) {
    notice = why;
  }

  void release() {
    notice = null;
  }

  /** Why nothing can be pressed at the moment. */
  Optional<String> notice() {
    return Optional.ofNullable(notice);
  }

  /** Somebody looks at the page until the result is run. */
  Runnable watch() {
    watchers.incrementAndGet();
    return watchers::decrementAndGet;
  }

  /** Whether anybody looks at the page: for nobody, nothing is asked of brokers and databases. */
  boolean isWatched() {
    return watchers.get() > 0;
  }

  /** Looks at all parts; {@link #state} tells what was seen. */
  void look() {
    state = seen();
  }

  SchoolState state() {
    return state;
  }

  private SchoolState seen() {
    return new SchoolState(
        run,
        notice,
        board.total(),
        box(kafka),
        services.stream().map(this::box).toList(),
        buttons.values().stream().map(Knob::of).toList());
  }

  private Box box(Switch each) {
    var part = each.part();
    var tally = board.tally(part.id());
    return new Box(
        part.id(),
        part.title(),
        each.state(),
        part.outbox(),
        tally.sent(),
        tally.deadLetters(),
        tally.unread(),
        tally.reads());
  }
}
