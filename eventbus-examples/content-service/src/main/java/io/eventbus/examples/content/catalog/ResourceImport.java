package io.eventbus.examples.content.catalog;

import io.eventbus.EventBus;
import io.eventbus.publish.PublishOptions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores many resources in one transaction and tells the others after it, directly, as one batch:
 * whoever imports wants to know what has arrived, and imports the rest again. The {@link EventBus}
 * always goes to the brokers; the outbox is for the {@link io.eventbus.publish.EventPublisher}.
 */
@Service
class ResourceImport {

  private final ContentRepository contents;
  private final TransactionTemplate transaction;
  private final EventBus bus;

  ResourceImport(ContentRepository contents, TransactionTemplate transaction, EventBus bus) {
    this.contents = contents;
    this.transaction = transaction;
    this.bus = bus;
  }

  /**
   * Stores all resources, or none.
   *
   * @return never fails for trouble with Kafka: completes once the fate of each event is known
   * @throws InvalidContentException if one is part of no concept
   */
  CompletionStage<ImportReport> run(List<NewResource> resources) {
    var importId = UUID.randomUUID();
    List<ContentChanged> events =
        transaction.execute(status -> resources.stream().map(this::store).toList());
    return bus.publishAll(
            events,
            event ->
                PublishOptions.defaults()
                    .withCorrelationId(importId.toString())
                    .withHeader("import-size", String.valueOf(events.size())))
        .thenApply(report -> ImportReport.of(importId, report));
  }

  private ContentChanged store(NewResource resource) {
    if (contents.find(ContentType.CONCEPT, resource.parentId()).isEmpty()) {
      throw new InvalidContentException(
          "parentId", "must be a concept, but " + resource.parentId() + " is none");
    }
    var content = resource.content();
    return contents
        .update(content)
        .map(now -> now.changed(ContentChanged.UPDATED))
        .orElseGet(
            () -> {
              contents.insert(content);
              return content.changed(ContentChanged.CREATED);
            });
  }
}
