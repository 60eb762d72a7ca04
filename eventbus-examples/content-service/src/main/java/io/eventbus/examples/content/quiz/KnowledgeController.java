package io.eventbus.examples.content.quiz;

import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What students know over HTTP. */
@RestController
final class KnowledgeController {

  private final KnowledgeRepository knowledge;

  KnowledgeController(KnowledgeRepository knowledge) {
    this.knowledge = knowledge;
  }

  @GetMapping("/api/v1/students/{studentId}/knowledge")
  List<Knowledge> of(@PathVariable UUID studentId) {
    return knowledge.of(studentId);
  }
}
