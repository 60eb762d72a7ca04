package io.eventbus.examples.school.page;

/** What a part is at the moment. */
enum State {
  DOWN,
  STARTING,
  UP,
  STOPPING
}
