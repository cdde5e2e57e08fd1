namespace Vamos.Fips.Index;

using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;

/// <summary>A form as the variables of the index read it: who belongs to the household, and who is head and partner.</summary>
internal sealed class HouseholdReading
{
    private static readonly Dwelling NoDwelling = new();
    private static readonly Assets NoAssets = new();

    private readonly IntegratedProtectionForm _form;
    private readonly bool _hasUnknownKin;
    private readonly int _heads;
    private readonly int _partners;

    public HouseholdReading(IntegratedProtectionForm form, IndexWeights weights)
    {
        _form = form;
        Weights = weights;
        Dwelling = form.Dwelling ?? NoDwelling;
        Assets = form.Assets ?? NoAssets;
        foreach (var member in form.Members)
        {
            // A guest, or somebody else who was met there and belongs elsewhere.
            if (member is { HasHouseholdMember: true, HouseholdMember: false })
                continue;
            Members.Add(member);
            switch (member.Kinship)
            {
                case Kinship.Head:
                    Head = ++_heads == 1 ? member : null;
                    break;
                case Kinship.Partner:
                    Partner = ++_partners == 1 ? member : null;
                    break;
                case Kinship.Unspecified:
                    _hasUnknownKin = true;
                    break;
            }
        }
    }

    public IndexWeights Weights { get; }

    public Dwelling Dwelling { get; }

    public Assets Assets { get; }

    /// <summary>Everybody who belongs to the household.</summary>
    public List<FormMember> Members { get; } = [];

    /// <summary>The head; null when nobody is, or several are, so that nobody can tell.</summary>
    public FormMember? Head { get; }

    /// <summary>The head's partner; null when there is none, or nobody can tell.</summary>
    public FormMember? Partner { get; }

    /// <summary>Whether the head has no partner here: nobody is one, and of nobody is it unknown.</summary>
    public bool HasNoPartner => Head is not null && _partners == 0 && !_hasUnknownKin;

    /// <summary>Whether it is known of everybody how they are related to the head.</summary>
    public bool KnowsKinship => !_hasUnknownKin;

    /// <summary>How old a member was on the day of the interview; null when nobody can tell.</summary>
    public AgeSpan? AgeOf(FormMember member) => AgeSpan.On(member.BirthDate, _form.Interview?.Date);
}
