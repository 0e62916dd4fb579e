"""What a desk is read with: one task and all that belongs to it, in one statement.

- What a reviewer sent back with and is hushed says so: whoever opens it must not show it.
"""

# SPDX-License-Identifier: Apache-2.0
READ = """
SELECT t.id AS task, t.duty, t.state AS task_state, t.asset_id AS asset, t.owner, t.prior,
       t.rendition_id AS rendition, t.clearance_id AS clearance, t.document_id AS document,
       s.id AS step, s.position, s.name AS step_name, s.lease_minutes,
       s.share_bp AS own_share, s.seed_commitment AS own_seed_commitment,
       n.id AS review, n.share_bp, n.seed, n.seed_commitment,
       o.id AS ontology, o.number AS ontology_number, o.digest AS ontology_digest,
       g.id AS guideline, g.number AS guideline_number,
       k.id AS answered, k.number AS answered_number,
       d.number, d.current, d.state AS document_state,
       l.id AS lease, l.holder, l.session_id, l.expires_at,
       p.body AS rendition_body, rk.wrapped AS rendition_key, rk.epoch AS rendition_epoch,
       dk.wrapped AS document_key, dk.epoch AS document_epoch,
       r.policy_version_id AS policy, pv.number AS policy_number,
       r.commitment AS rendition_commitment, r.detectors,
       w.body AS draft_body, w.seq AS draft_seq, w.key AS draft_key,
       c.body AS current_body, c.origin AS current_origin,
       v.comment, v.notes, v.id AS verdict, v.hushed, c.parent,
       EXISTS (SELECT FROM redaction_recall x WHERE x.project_id = t.project_id
               AND x.clearance_id = t.clearance_id) AS recalled,
       (SELECT json_agg(json_build_array(u.class_id, u.start, u."end") ORDER BY u.start, u.id)
        FROM annotations_unplaced u WHERE u.project_id = t.project_id
          AND u.document_id = t.document_id AND u.rendition_id = t.rendition_id
          AND coalesce(u.author, %(person)s) = %(person)s) AS unplaced
FROM workflow_task t
JOIN workflow_step s ON s.project_id = t.project_id AND s.id = t.step_id
JOIN annotations_document d ON d.project_id = t.project_id AND d.id = t.document_id
JOIN redaction_rendition r ON r.project_id = t.project_id AND r.id = t.rendition_id
JOIN redaction_policy_version pv ON pv.project_id = t.project_id AND pv.id = r.policy_version_id
LEFT JOIN redaction_rendition_part p ON p.project_id = t.project_id
    AND p.rendition_id = t.rendition_id AND p.ordinal = 0
LEFT JOIN vault_work_item_key rk ON rk.project_id = t.project_id AND rk.id = t.rendition_id
LEFT JOIN vault_work_item_key dk ON dk.project_id = t.project_id AND dk.id = t.document_id
LEFT JOIN workflow_lease l ON l.project_id = t.project_id AND l.task_id = t.id
    AND l.ended_at IS NULL
LEFT JOIN workflow_draft w ON w.project_id = t.project_id AND w.task_id = t.id
    AND w.author = %(person)s
LEFT JOIN annotations_revision c ON c.project_id = t.project_id AND c.id = d.current
LEFT JOIN annotations_revision k ON k.project_id = t.project_id AND k.task_id = t.id
    AND k.author = %(person)s AND k.submit_key = %(key)s
LEFT JOIN LATERAL (SELECT id, number, digest FROM ontology_version
    WHERE project_id = t.project_id ORDER BY number DESC LIMIT 1) o ON true
LEFT JOIN LATERAL (SELECT id, number FROM ontology_guideline_version
    WHERE project_id = t.project_id ORDER BY number DESC LIMIT 1) g ON true
LEFT JOIN LATERAL (SELECT id, share_bp, seed, seed_commitment FROM workflow_step
    WHERE project_id = t.project_id AND duty = 'review' AND position > s.position
    ORDER BY position LIMIT 1) n ON true
LEFT JOIN LATERAL (SELECT comment, notes, id, EXISTS (SELECT FROM annotations_hushed h
        WHERE h.project_id = t.project_id AND h.written = workflow_verdict.id) AS hushed
    FROM workflow_verdict
    WHERE project_id = t.project_id AND outcome = 'send_back' AND revision_id
        = CASE WHEN c.origin = 'moved' AND d.state = 'open' THEN c.parent ELSE d.current END
    ORDER BY id DESC LIMIT 1) v ON true
WHERE t.project_id = %(project)s AND t.id = %(task)s
"""

SENT_BACK = """
SELECT v.id, v.comment, v.notes, r.body, EXISTS (SELECT FROM annotations_hushed h
    WHERE h.project_id = v.project_id AND h.written = v.id)
FROM workflow_verdict v
JOIN annotations_revision r ON r.project_id = v.project_id AND r.id = v.revision_id
WHERE v.project_id = %(project)s AND v.revision_id = %(parent)s AND v.outcome = 'send_back'
ORDER BY v.id DESC LIMIT 1
"""
