namespace Vamos.Fips.Reconciliation;

using Vamos.Common.V1;

/// <summary>Somebody whom one or more forms of a household name.</summary>
internal sealed class KnownPerson(Statement first)
{
    private const int MostProvisionalIds = 16;

    /// <summary>What the forms say, in the order in which they count once all of them are known.</summary>
    public List<Statement> Statements { get; } = [first];

    /// <summary>Identifier within the household.</summary>
    public string MemberId { get; set; } = first.Member.MemberId;

    /// <summary>Other identifiers of this person, who was taken for two people until a form showed that they are one.</summary>
    public IReadOnlyList<string> FormerIds { get; set; } = [];

    /// <summary>The document that some form names.</summary>
    public NationalId? Document { get; private set; } = first.Document;

    /// <summary>Whether the household has this person today, by its own forms.</summary>
    public bool Current { get; set; } = true;

    /// <summary>What the form says that counts first.</summary>
    public Statement Newest => Statements[0];

    /// <summary>What the form says that tells where the person lives: the one that counts first of those that cover a household, if there is any.</summary>
    public Statement Deciding => Statements.Find(statement => FormOrder.CoversHousehold(statement.Form)) ?? Newest;

    /// <summary>What the form says that names a document and counts first.</summary>
    public Statement Naming(NationalId document) => Statements.Find(statement => Statement.SameDocument(statement.Document, document)) ?? Newest;

    /// <summary>Adds what a form says that counts before the others.</summary>
    public void AddNewer(Statement statement)
    {
        Statements.Insert(0, statement);
        Document ??= statement.Document;
    }

    /// <summary>
    /// Identifiers given before there was a document, the household's own among them for somebody who was once written down without; two of those
    /// for a person who was taken for two.
    /// </summary>
    public IReadOnlyList<ProvisionalId> ProvisionalIds(string householdId)
    {
        var ids = new List<ProvisionalId>();
        foreach (var statement in Statements)
        {
            foreach (var id in statement.Member.ProvisionalIds)
                Add(id);
        }

        if (householdId.Length == 0 || !Statements.Exists(statement => statement.Document is null))
            return ids;
        if (!ids.Exists(id => IsOf(id, householdId)))
            AddOwn(MemberId);
        foreach (var statement in Statements)
        {
            if (statement.Document is null && FormerIds.Contains(statement.Member.MemberId))
                AddOwn(statement.Member.MemberId);
        }

        return ids;

        void AddOwn(string memberId) => Add(new ProvisionalId { Institution = FormNames.Institution, Value = $"{householdId}/{memberId}" });

        void Add(ProvisionalId id)
        {
            if (ids.Count < MostProvisionalIds && !ids.Contains(id))
                ids.Add(id);
        }
    }

    /// <summary>Whether an identifier is this person's.</summary>
    public bool AnswersTo(ProvisionalId id, string householdId)
    {
        foreach (var statement in Statements)
        {
            if (statement.Member.ProvisionalIds.Contains(id))
                return true;
        }

        return IsOf(id, householdId) && id.Value[(householdId.Length + 1)..] is var number && (number == MemberId || FormerIds.Contains(number))
            && Statements.Exists(statement => statement.Document is null);
    }

    private static bool IsOf(ProvisionalId id, string householdId) =>
        householdId.Length != 0 && id.Institution == FormNames.Institution && id.Value.Length > householdId.Length
        && id.Value.StartsWith(householdId, StringComparison.Ordinal) && id.Value[householdId.Length] == '/';
}
