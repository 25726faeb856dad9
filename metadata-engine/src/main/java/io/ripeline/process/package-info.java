/// Records on their way through a funnel: how long they stay, what there is to do in a stage, which criteria were
/// overridden. Start at {@link io.ripeline.process.StageTasks}. Not here: the criteria themselves, which every write
/// passes (record).
@NullMarked
package io.ripeline.process;

import org.jspecify.annotations.NullMarked;
