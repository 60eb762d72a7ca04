package io.eventbus.examples.student;

import java.util.UUID;

/** Whom to call about a student. */
record Contact(UUID parentId, String fullName, String phoneNumber, String email) {}
