package io.eventbus.examples.school.page;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The page and what it is made of: a reader of all topics, an onlooker of the consumer groups, and
 * a server for browsers of this machine only. Safe to share between threads.
 */
public final class SchoolPage implements AutoCloseable {

  private static final Duration GLANCE = Duration.ofMillis(250);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Stage stage;
  private final PageServer server;

  private SchoolPage(String bootstrapServers, Stage stage) {
    this.stage = stage;
    var names = stage.names();
    var records = new RecordReader(new Senders(names));
    var groups = new Groups(bootstrapServers, names, stage.board());
    push(groups);
    push(Loop.start("school-groups", GLANCE, watched(groups::look)));
    var tap = new Tap(bootstrapServers, received -> stage.board().add(records.read(received)));
    push(tap);
    push(Loop.start("school-tap", Duration.ZERO, tap::read));
    push(Loop.start("school-stage", GLANCE, watched(stage::look)));
    server = push(new PageServer(stage));
  }

  private Loop.Step watched(Loop.Step step) {
    return () -> {
      if (stage.isWatched()) {
        step.perform();
      }
    };
  }

  private <T extends AutoCloseable> T push(T part) {
    open.push(part);
    return part;
  }

  /**
   * Opens the page, with what has happened so far.
   *
   * @param services in the order in which they are shown
   * @param buttons besides those that stop and start the parts
   */
  public static SchoolPage open(
      String bootstrapServers, Part kafka, List<Part> services, List<Button> buttons) {
    return new SchoolPage(bootstrapServers, new Stage(kafka, services, buttons));
  }

  /** Where it is. */
  public URI uri() {
    return server.uri();
  }

  /**
   * Lets nobody press a button until {@link #release}; the page stays to be watched.
   *
   * @param why shown on the page
   */
  public void hold(String why) {
    stage.hold(why);
  }

  /** Lets the buttons be pressed, as they may be from the beginning. */
  public void release() {
    stage.release();
  }

  /** Ends it; the school goes on. Closing again does nothing. */
  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.err.println("the page could not be closed: " + e);
      }
    }
  }
}
