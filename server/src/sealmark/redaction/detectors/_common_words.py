"""Words that start sentences and lines: a capital on one of them does not make it a name.

- Lower case. Only words whose capital means nothing; names that are words too ("Mark", "Rose")
  stand in `NAMES_THAT_ARE_WORDS`.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: SIM905 - a word list reads better as words
SENTENCE_WORDS = frozenset(
    """
    a about above according actually after again all alright also although always am an and any
    anyway are as at absolutely be because been before below both but by bye can cc chief could did
    do does during each either else every everyone everything exactly excellent few fine first for
    from further good goodbye got great had has have having he hello help her here hers hey hi him
    his how however hmm huh i i'd i'll i'm i've if in indeed initially into is it it's its just last
    lately later let let's like look many maybe me more most mostly much my myself neither never new
    next nice no nobody none nope nor not nothing now of off oh ok okay on once one only or other
    our out over perfect perhaps please plus pretty previously probably quite rather really
    regarding right she should similarly since so some someone something sometimes soon sorry still
    such sure than thank thanks that that's the their them then there therefore these they they're
    thing things this those though through thus to today together tomorrow tonight too two um uh
    uh-huh um-hum hm mhm honestly basically obviously
    under unfortunately until up upon us usually very was we we'll we're we've well
    were what what's when where whether which while who whom whose why will with within without
    would wow yeah yep yes yesterday yet you you're your yours
    denies denied endorses endorsed reports reported states stated notes noted presents presented
    admits complains describes says said seen appears feels shows reveals demonstrates
    patient patients doctor doctors nurse physician provider attending resident clinician guest
    guest_family family mother father son daughter wife husband sister brother mom dad sir madam
    ma'am maam baby child man woman male female boy girl lady gentleman customer agent client user
    chief complaint history present illness past medical surgical social review systems physical
    exam examination assessment plan results vitals vital signs medications medication allergies
    allergy impression diagnosis procedure procedures labs laboratory imaging instructions follow
    followup discharge admission date name age sex gender dob mrn phone fax address email subject
    re dear regards sincerely best cheers signed dictated none unknown normal negative positive
    general head eyes ears nose mouth throat neck chest heart lungs abdomen back extremities skin
    neurological cardiovascular respiratory gastrointestinal musculoskeletal psychiatric
    constitutional genitourinary endocrine hematologic left right bilateral blood pressure pulse
    temperature weight height monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december
    team support service services center centre department hospital clinic office company order
    account number id status note notes page section chapter figure table question answer
    speaking calling call id like want need know think see go going come back time day week month
    year morning afternoon evening night days weeks months years pain
    """.split()
)

NAMES_THAT_ARE_WORDS = frozenset(
    """
    will may mark grant young brown white black green gray grey long short hope grace rose bill art
    frank drew chase faith joy summer autumn dawn april june august carol pat rob sue jack dick
    price cook baker king knight bishop page wood stone rice fish hunter miller taylor smith banks
    bush rivers fields hill hills park parks lane street wells waters day days week love sharp
    small little strong rich power powers noble moody savage best case cash chance church cross
    dean duke ford forest fox gift glass gold guy hand hardy heath henry holland iris ivy jasper
    jewel justice king lily major marsh mason max mercy moss noel olive pearl penny pierce poppy
    prince reed ruby sage sandy star sterling storm tally tucker van victor violet wade ward winter
    wolf worth wright
    """.split()
)
