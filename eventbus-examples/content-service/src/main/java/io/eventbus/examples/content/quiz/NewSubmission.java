package io.eventbus.examples.content.quiz;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;

/**
 * What a student hands in.
 *
 * @param submissionId the caller's: what is handed in again under it counts once
 * @param answers by question
 */
record NewSubmission(
    @NotNull UUID submissionId,
    @NotNull UUID studentId,
    @NotEmpty @Size(max = 200) Map<UUID, @NotNull @Size(max = 200) String> answers) {}
