/// Long work that outlives the request: queued with the data it belongs to, claimed by turns over the companies, kept
/// by
/// a lease, taken up again after a crash. A feature offers a {@link io.ripeline.job.JobHandler} and queues by
/// {@link io.ripeline.job.Jobs}.
@NullMarked
package io.ripeline.job;

import org.jspecify.annotations.NullMarked;
