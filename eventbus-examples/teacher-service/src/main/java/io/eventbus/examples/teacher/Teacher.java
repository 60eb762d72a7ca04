package io.eventbus.examples.teacher;

import java.util.UUID;

/** A teacher of a school, the tenant, as stored and as shown. */
record Teacher(UUID id, UUID tenantId, String phoneNumber, String fullName, String email) {}
