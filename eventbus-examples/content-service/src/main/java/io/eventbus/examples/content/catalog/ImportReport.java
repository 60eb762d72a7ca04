package io.eventbus.examples.content.catalog;

import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishOutcome;
import io.eventbus.publish.PublishReport;
import io.eventbus.publish.PublishReport.Fate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the events of an import. All resources are stored, those of both lists.
 *
 * @param importId what the events of this import have in common
 */
record ImportReport(UUID importId, List<Published> published, List<NotPublished> notPublished) {

  /** A resource that the others are told of, with the place of the event on the broker. */
  record Published(UUID id, String topic, int partition, long offset) {}

  /** A resource that nobody is told of, and why: to be imported again. */
  record NotPublished(UUID id, String reason) {}

  static ImportReport of(UUID importId, PublishReport<ContentChanged> report) {
    return new ImportReport(
        importId,
        report.fates().stream()
            .filter(ImportReport::acknowledged)
            .map(ImportReport::place)
            .toList(),
        report.fates().stream()
            .filter(fate -> !acknowledged(fate))
            .map(fate -> new NotPublished(fate.event().contentId(), reason(fate.failure())))
            .toList());
  }

  private static boolean acknowledged(Fate<ContentChanged> fate) {
    var published = fate.published();
    return published != null && published.outcome() == PublishOutcome.ACKNOWLEDGED;
  }

  private static Published place(Fate<ContentChanged> fate) {
    var published = Objects.requireNonNull(fate.published());
    return new Published(
        fate.event().contentId(), published.topic(), published.partition(), published.offset());
  }

  /** Without a failure the bus is switched off. */
  private static String reason(@Nullable Throwable failure) {
    if (failure == null) {
      return "switched-off";
    }
    return failure instanceof PublishException e ? e.reason().code() : "refused";
  }
}
