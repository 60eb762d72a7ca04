package io.eventbus.examples.content.quiz;

import java.util.UUID;

/**
 * What a student knows about a concept.
 *
 * @param answered how many questions the student was asked about it
 * @param correct how many of them were answered as expected
 * @param level the share of these in percent
 */
record Knowledge(UUID conceptId, int answered, int correct, int level) {

  StudentKnowledgeUpdated updatedOf(UUID studentId) {
    return new StudentKnowledgeUpdated(studentId, conceptId, answered, correct, level);
  }
}
