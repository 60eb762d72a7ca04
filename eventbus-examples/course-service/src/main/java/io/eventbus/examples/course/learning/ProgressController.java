package io.eventbus.examples.course.learning;

import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How students are doing, over HTTP. */
@RestController
@RequestMapping("/api/v1/courses/{courseId}/progress")
final class ProgressController {

  private final ProgressRepository progress;

  ProgressController(ProgressRepository progress) {
    this.progress = progress;
  }

  @GetMapping
  Progress of(@PathVariable UUID courseId) {
    return progress.of(courseId);
  }
}
