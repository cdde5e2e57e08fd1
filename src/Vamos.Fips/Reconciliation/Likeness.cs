namespace Vamos.Fips.Reconciliation;

using Vamos.Beneficiary.V1;

/// <summary>
/// How much speaks for two statements being about one person. The points are chosen so that no single contradiction of birth, sex or given
/// name is outweighed by a shared surname, as father and son, twins and cousins have.
/// </summary>
/// <param name="Points">From name, birth and sex.</param>
/// <param name="KinshipPoints">From the place in the household; only counts within one household.</param>
/// <param name="Evidence">What spoke for it and against it.</param>
internal readonly record struct Likeness(int Points, int KinshipPoints, MatchEvidence Evidence)
{
    /// <summary>Least points within one household.</summary>
    public const int WithinHousehold = 7;

    /// <summary>Least points of each of two people who prove by each other that two forms of one district are of one household.</summary>
    public const int Together = 9;

    /// <summary>Least points of somebody whose household is otherwise unknown.</summary>
    public const int Alone = 13;

    /// <summary>Least points of such a person within one district.</summary>
    public const int AloneInDistrict = 11;

    private const int Contradiction = -6;
    private const int SameRow = 4;

    /// <summary>Compares two statements.</summary>
    public static Likeness Of(Statement one, Statement other)
    {
        var evidence = MatchEvidence.None;
        var points = Names(one.Name, other.Name, ref evidence);
        points += Birth(BirthDates.Compare(one.Member.BirthDate, other.Member.BirthDate), ref evidence);
        points += SexOf(one.Member.Sex, other.Member.Sex, ref evidence);
        if (one.Form.FormId.Length != 0 && one.Form.FormId == other.Form.FormId && one.Member.MemberId == other.Member.MemberId)
        {
            evidence |= MatchEvidence.SameRow;
            points += SameRow;
        }

        return new(points, KinshipOf(one, other, ref evidence), evidence);
    }

    private static int Names(PlainName one, PlainName other, ref MatchEvidence evidence)
    {
        var given = Given(one.Given, other.Given);
        var surnames = Surnames(one, other);
        if ((given < 0 || surnames < 0) && Given(one.Given, other.Surnames) is > 0 and var crossed && Given(one.Surnames, other.Given) is > 0 and var back
            && crossed + back >= 4)
        {
            evidence |= MatchEvidence.NameSwapped;
            return crossed + back - 2;
        }

        evidence |= (given >= 3 ? MatchEvidence.GivenNames : 0) | (surnames >= 3 ? MatchEvidence.Surnames : 0)
            | (given is 1 or 2 || surnames is 1 or 2 ? MatchEvidence.NameResembles : 0) | (given < 0 || surnames < 0 ? MatchEvidence.NameDiffers : 0);
        return given + surnames;
    }

    private static int Given(string[] one, string[] other)
    {
        if (one.Length == 0 || other.Length == 0)
            return 0;
        var (fewer, more) = one.Length <= other.Length ? (one, other) : (other, one);
        if (fewer.All(word => more.Contains(word, StringComparer.Ordinal)))
            return fewer.Length == more.Length ? 4 : 3;

        // Ana María and Ana Lucía are two people, and so may be twins: every word must have its like.
        if (fewer.All(word => more.Any(like => WordLikeness.SoundAlike(word, like) || Abbreviates(word, like))))
            return 3;
        return fewer.All(word => more.Any(like => WordLikeness.SoundAlike(word, like) || WordLikeness.Mistyped(word, like))) ? 1 : Contradiction;
    }

    private static int Surnames(PlainName one, PlainName other)
    {
        if (one.Surnames.Length == 0 || other.Surnames.Length == 0)
            return 0;
        var points = Given(one.Surnames, other.Surnames);
        if (points > 0)
            return Math.Min(points, one.Surnames.Length + 2);
        var all = other.Surnames.Concat(other.Married).ToArray();
        if (one.Surnames.Concat(one.Married).Any(word => all.Any(like => WordLikeness.SoundAlike(word, like))))
            return one.Married.Length + other.Married.Length > 0 ? 2 : 0;
        return -4;
    }

    private static bool Abbreviates(string one, string other) => (one.Length == 1 || other.Length == 1) && one[0] == other[0];

    private static int Birth(BirthLikeness birth, ref MatchEvidence evidence)
    {
        evidence |= birth switch
        {
            BirthLikeness.Same => MatchEvidence.BirthDate,
            BirthLikeness.Contradict => MatchEvidence.BirthDiffers,
            BirthLikeness.Unknown => 0,
            _ => MatchEvidence.BirthResembles,
        };
        return birth switch
        {
            BirthLikeness.Same => 5,
            BirthLikeness.Swapped or BirthLikeness.SameMonth => 3,
            BirthLikeness.SameYear => 2,
            BirthLikeness.Near => 1,
            BirthLikeness.Contradict => Contradiction,
            _ => 0,
        };
    }

    private static int SexOf(Sex one, Sex other, ref MatchEvidence evidence)
    {
        if (one == Sex.Unspecified || other == Sex.Unspecified)
            return 0;
        evidence |= one == other ? MatchEvidence.Sex : MatchEvidence.SexDiffers;
        return one == other ? 1 : Contradiction;
    }

    private static int KinshipOf(Statement one, Statement other, ref MatchEvidence evidence)
    {
        // A census of one person calls that person whatever it likes.
        if (!FormOrder.CoversHousehold(one.Form) || !FormOrder.CoversHousehold(other.Form))
            return 0;
        var (a, b) = (one.Member.Kinship, other.Member.Kinship);
        if (a == Kinship.Unspecified || b == Kinship.Unspecified)
            return 0;
        if (a == b)
        {
            evidence |= MatchEvidence.Kinship;
            return 1;
        }

        if (Generation(a) is not { } first || Generation(b) is not { } second || first == second)
            return 0;
        evidence |= MatchEvidence.GenerationDiffers;
        return -3;
    }

    private static int? Generation(Kinship kinship) => kinship switch
    {
        Kinship.Head or Kinship.Partner => 0,
        Kinship.Child or Kinship.ChildInLaw => 1,
        Kinship.Grandchild => 2,
        _ => null,
    };
}
