package io.eventbus.examples.teacher;

import io.eventbus.examples.school.contracts.TeacherCreatedIntegrationEvent;
import io.eventbus.examples.school.contracts.TeacherDeletedIntegrationEvent;
import java.util.UUID;

/** A teacher of a school, the tenant, as stored and as shown. */
record Teacher(UUID id, UUID tenantId, String phoneNumber, String fullName, String email) {

  TeacherCreatedIntegrationEvent created() {
    return new TeacherCreatedIntegrationEvent(id, tenantId, phoneNumber, fullName, email);
  }

  TeacherDeletedIntegrationEvent deleted() {
    return new TeacherDeletedIntegrationEvent(id, tenantId, phoneNumber, fullName, email);
  }
}
