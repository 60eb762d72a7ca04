package io.eventbus.spring;

import io.eventbus.inbox.Inbox;

/** The inboxes of the application's groups, where it has a database. */
@FunctionalInterface
interface Inboxes {

  /** The inbox of a group, the same one each time. */
  Inbox of(String group);
}
