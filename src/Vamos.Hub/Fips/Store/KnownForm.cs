namespace Vamos.Hub.Fips.Store;

using Vamos.Fips.V1;

/// <summary>A form within a transaction: as it was found, and as it will be written.</summary>
internal sealed class KnownForm
{
    private readonly FormRow? _row;
    private IntegratedProtectionForm? _form;

    /// <summary>One that was there before.</summary>
    public KnownForm(FormRow row)
    {
        _row = row;
        (FormNo, FormId, HouseholdId, Seq, Version) = (row.FormNo, row.FormId, row.HouseholdId, row.Seq, row.Version);
    }

    /// <summary>A new one.</summary>
    public KnownForm(long formNo, string formId, string householdId) => (FormNo, FormId, HouseholdId) = (formNo, formId, householdId);

    public long FormNo { get; }

    public string FormId { get; }

    public string HouseholdId { get; }

    public long Seq { get; private set; }

    public long Version { get; private set; }

    public IntegratedProtectionForm Form => _form ??= _row!.Read();

    public bool IsNew => _row is null;

    /// <summary>Whether its row must be written again.</summary>
    public bool IsChanged => _row is not null && _row.Seq != Seq;

    /// <summary>Keys that it is found by, of a form that got a version in this transaction.</summary>
    public long[] Keys { get; private set; } = [];

    /// <summary>Keys of members that it was found by before, of a form that got a version in this transaction.</summary>
    public long[] KeysBefore { get; private set; } = [];

    /// <summary>Gets a version.</summary>
    public void Become(IntegratedProtectionForm form, long seq)
    {
        if (_row is not null && _row.Seq == Seq)
            KeysBefore = MatchKeyHash.Of(Form);
        (_form, Seq, Version) = (form, seq, form.Version);
    }

    /// <summary>Is found by these keys from now on.</summary>
    public void FindBy(long[] keys) => Keys = keys;
}
