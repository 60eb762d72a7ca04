package io.eventbus.examples.content.quiz;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.util.UUID;

/** More is known of what a student knows, see {@link Knowledge}. Keyed by the student. */
@EventType(value = "student.knowledge.updated", topic = "student.knowledge.updated")
record StudentKnowledgeUpdated(UUID studentId, UUID conceptId, int answered, int correct, int level)
    implements IntegrationEvent {

  @Override
  public String key() {
    return studentId.toString();
  }
}
