package io.ripeline.job;

/// Does one kind of job, in the scope of its company and member. It may be run again from the start after a crash, so
/// each step either leaves a mark in the company's own tables or may be repeated.
public interface JobHandler {

    /// The kind it does.
    String kind();

    /// Does the work and answers the result, which is kept as JSON: those who ask what a kind of job results in are
    /// told
    /// by the type that its handler answers. A {@link io.ripeline.refusal.Refused} ends the job as failed; any
    /// other failure has it tried again.
    Record run(Job job, JobProgress progress);
}
