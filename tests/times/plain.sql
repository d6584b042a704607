-- Figures of a period told from the history alone, without any table of times.
-- :since, :until: microseconds since 1970.
SELECT 'waiting/' || stage, count(*), sum(max(0, started_at - due_at)) FROM stage_run
WHERE started_at IS NOT NULL AND finished_at >= :since AND finished_at < :until GROUP BY stage
UNION ALL
SELECT 'running/' || stage, count(*), sum(finished_at - started_at) FROM stage_run
WHERE status IN ('done', 'failed') AND finished_at >= :since AND finished_at < :until GROUP BY stage
UNION ALL
SELECT 'taken_in', count(*), 0 FROM record WHERE created_at >= :since AND created_at < :until
UNION ALL
SELECT 'error/' || error_code, count(*), 0 FROM stage_run
WHERE status IN ('failed', 'interrupted') AND error_code NOT IN ('', 'shutdown')
AND finished_at >= :since AND finished_at < :until GROUP BY error_code
UNION ALL
SELECT 'reviewer/' || actor || '/' || verdict, count(*), sum(supersedes IS NOT NULL) FROM decision
WHERE at >= :since AND at < :until GROUP BY actor, verdict
UNION ALL
SELECT 'judged', count(*), sum(alone) FROM (
  SELECT 1 AS alone FROM submission s JOIN stage_run r ON r.id = s.approve_run
  WHERE s.status IN ('approved', 'rejected') AND r.finished_at >= :since AND r.finished_at < :until
  AND NOT EXISTS (SELECT 1 FROM hold_reason h WHERE h.submission_id = s.id)
  UNION ALL
  SELECT 0 FROM submission s JOIN stage_run r ON r.id = s.approve_run
  WHERE s.status = 'hold' AND s.is_current = 1 AND r.finished_at >= :since AND r.finished_at < :until
  UNION ALL
  SELECT 0 FROM decision d JOIN submission s ON s.record_id = d.record_id AND s.version = d.version
  WHERE d.at >= :since AND d.at < :until AND EXISTS (SELECT 1 FROM hold_reason h WHERE h.submission_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM decision e WHERE e.record_id = d.record_id AND e.version = d.version AND e.id < d.id)
)
UNION ALL
SELECT 'standing/' || status, count(*), 0 FROM submission WHERE is_current = 1 GROUP BY status
UNION ALL
SELECT 'oldest/' || status, min(r.created_at), 0 FROM submission s JOIN record r ON r.id = s.record_id
WHERE s.is_current = 1 AND status IN ('pending', 'in_progress', 'hold', 'failed') AND (status != 'pending' OR EXISTS
  (SELECT 1 FROM stage_run q WHERE q.submission_id = s.id AND q.status IN ('queued', 'running'))) GROUP BY status
UNION ALL
SELECT 'part_done', count(*), 0 FROM submission s WHERE s.is_current = 1 AND s.status = 'pending'
  AND NOT EXISTS (SELECT 1 FROM stage_run q WHERE q.submission_id = s.id AND q.status IN ('queued', 'running'));
