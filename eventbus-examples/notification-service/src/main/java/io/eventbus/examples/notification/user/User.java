package io.eventbus.examples.notification.user;

import java.util.UUID;

/** A user as stored and as shown. */
record User(UUID id, String email, String fullName) {}
