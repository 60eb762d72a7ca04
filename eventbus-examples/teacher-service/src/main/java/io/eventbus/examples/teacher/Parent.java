package io.eventbus.examples.teacher;

import java.util.UUID;

/** A parent of one student of a school, the tenant, as stored and as shown. */
record Parent(
    UUID id, UUID tenantId, UUID studentId, String phoneNumber, String fullName, String email) {}
