-- How much waits to be sorted into the index of search is the writer's choice: little where a person writes and others
-- search, more where thousands of records are brought in (ADR 0045).
ALTER INDEX _search_tokens RESET (gin_pending_list_limit);
