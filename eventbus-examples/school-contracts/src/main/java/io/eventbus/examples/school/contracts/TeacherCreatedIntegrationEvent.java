package io.eventbus.examples.school.contracts;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.util.UUID;

/**
 * A teacher works at the school from now on. Keyed by the teacher, so that what happens to one of
 * them stays in order.
 *
 * @param teacherId the teacher
 * @param tenantId the school that the teacher belongs to
 * @param phoneNumber in the international form, {@code +} and digits
 * @param fullName as it is to be shown
 * @param email the address for mail
 */
@EventType("teacher.created")
public record TeacherCreatedIntegrationEvent(
    UUID teacherId, UUID tenantId, String phoneNumber, String fullName, String email)
    implements IntegrationEvent {

  @Override
  public String key() {
    return teacherId.toString();
  }
}
