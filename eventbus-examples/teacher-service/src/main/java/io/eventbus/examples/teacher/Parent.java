package io.eventbus.examples.teacher;

import io.eventbus.examples.school.contracts.ParentCreatedIntegrationEvent;
import java.util.UUID;

/** A parent of one student of a school, the tenant, as stored and as shown. */
record Parent(
    UUID id, UUID tenantId, UUID studentId, String phoneNumber, String fullName, String email) {

  ParentCreatedIntegrationEvent created() {
    return new ParentCreatedIntegrationEvent(id, tenantId, studentId, phoneNumber, fullName, email);
  }
}
