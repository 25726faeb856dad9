package io.ripeline.job;

/// Something done for each company once on each of its days, in the scope of the company and of the member who founded
/// it. Chores are done one after another in their order. One that was missed, or broke off, is made up by the next run,
/// so what is due must follow from the company's own data.
public interface Chore {

    /// Its name in the job's result, such as `purged`.
    String key();

    /// Does it and answers how many records it changed.
    long run(JobProgress progress);
}
