/** What the past says of a rule that is not in force yet. */

export interface Tally {
  passed: number;
  failed: number;
  undecided: number;
}

export interface SimulationExample {
  id: string;
  name?: string;
  at: string;
  stage?: string;
  verdict: 'failed' | 'undecided';
  missing: string[];
  grade?: string;
  suggested?: string;
}

export interface Simulation extends Tally {
  kind: 'criterion' | 'grade' | 'filter';
  object: string;
  stage?: string;
  expression?: string;
  from?: string;
  to: string;
  total: number;
  population: number;
  sampled: boolean;
  approximated: number;
  examples: SimulationExample[];
  byOutcome: Record<string, Tally>;
  grades?: {
    scale: {
      key?: string;
      now: number;
      suggested: number;
      hadBeforeWon: number;
      suggestedBeforeWon: number;
    }[];
    moves: { from?: string; to?: string; count: number }[];
    won: number;
    daysBefore: number;
  };
}

export interface SimulationQuestion {
  object: string;
  criterion?: { funnel?: string; stage: string; when: string } | string;
  grade?: true;
  filter?: string;
  over?: { from?: string; to?: string };
  daysBefore?: number;
}
