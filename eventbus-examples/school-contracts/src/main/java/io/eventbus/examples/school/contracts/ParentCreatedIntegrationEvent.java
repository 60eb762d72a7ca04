package io.eventbus.examples.school.contracts;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.util.UUID;

/**
 * A parent of a student is known to the school from now on. Who has two children there is created
 * twice, once for each. Keyed by the parent, so that what happens to one of them stays in order.
 *
 * @param parentId the parent
 * @param tenantId the school that the student belongs to
 * @param studentId the student
 * @param phoneNumber in the international form, {@code +} and digits
 * @param fullName as it is to be shown
 * @param email the address for mail
 */
@EventType("parent.created")
public record ParentCreatedIntegrationEvent(
    UUID parentId, UUID tenantId, UUID studentId, String phoneNumber, String fullName, String email)
    implements IntegrationEvent {

  @Override
  public String key() {
    return parentId.toString();
  }
}
