namespace Vamos.Fips.Validation;

using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Vamos.Fips.V1;

/// <summary>One walk over all answers of a form, for the rules that hold for every field of a kind.</summary>
internal sealed class FormStructure
{
    // Set by the hub, whatever is submitted in them.
    private static readonly HashSet<int> OfTheHub =
    [
        IntegratedProtectionForm.QualityOfLifeIndexFieldNumber, IntegratedProtectionForm.ProvenanceFieldNumber,
        IntegratedProtectionForm.UpdateTimeFieldNumber, IntegratedProtectionForm.ConflictsFieldNumber,
        IntegratedProtectionForm.HouseholdChangesFieldNumber,
    ];

    private readonly List<(string, string)> _undefined = [];
    private readonly List<(string, string)> _longTexts = [];
    private readonly List<(string, string)> _unprintable = [];
    private readonly List<(string, string)> _longLists = [];
    private readonly List<(FieldDescriptor Field, int Index)> _path = [];

    private FormStructure()
    {
    }

    /// <summary>Values that their code list does not have.</summary>
    public IReadOnlyList<(string Field, string Message)> UndefinedValues => _undefined;

    /// <summary>Texts that are too long.</summary>
    public IReadOnlyList<(string Field, string Message)> LongTexts => _longTexts;

    /// <summary>Texts with characters that nobody can read.</summary>
    public IReadOnlyList<(string Field, string Message)> UnprintableTexts => _unprintable;

    /// <summary>Lists that are too long.</summary>
    public IReadOnlyList<(string Field, string Message)> LongLists => _longLists;

    public static FormStructure Of(IntegratedProtectionForm form)
    {
        var structure = new FormStructure();
        structure.Walk(form, IntegratedProtectionForm.Descriptor.Fields.InDeclarationOrder().Where(field => !OfTheHub.Contains(field.FieldNumber)));
        return structure;
    }

    private void Walk(IMessage message, IEnumerable<FieldDescriptor> fields)
    {
        foreach (var field in fields)
        {
            if (field.IsRepeated)
                WalkList(field, (IList)field.Accessor.GetValue(message));
            else if (field.FieldType is FieldType.Message or FieldType.Enum or FieldType.String)
                Step(field, -1, field.Accessor.GetValue(message));
        }
    }

    // A list that is too long is wrong once; what stands in the part that is too much is not looked at.
    private void WalkList(FieldDescriptor field, IList entries)
    {
        var most = field.FieldNumber == IntegratedProtectionForm.MembersFieldNumber && _path.Count == 0 ? FormLimits.Members : FormLimits.Entries;
        if (entries.Count > most)
            Note(_longLists, field, -1, $"Tiene {entries.Count} elementos; se admiten hasta {most}.");
        for (var i = 0; i < Math.Min(entries.Count, most); i++)
            Step(field, i, entries[i]);
    }

    private void Step(FieldDescriptor field, int index, object? value)
    {
        switch (value)
        {
            case IMessage message:
                _path.Add((field, index));
                Walk(message, message.Descriptor.Fields.InDeclarationOrder());
                _path.RemoveAt(_path.Count - 1);
                break;
            case string text:
                Look(field, index, text);
                break;
            case Enum when field.EnumType.FindValueByNumber((int)value) is null:
                Note(_undefined, field, index, "El valor no existe en la lista de códigos; corresponde uno de los publicados.");
                break;
        }
    }

    private void Look(FieldDescriptor field, int index, string text)
    {
        var isRemarks = field.FieldNumber == Interview.RemarksFieldNumber && field.ContainingType == Interview.Descriptor;
        var most = isRemarks ? FormLimits.Remarks : FormLimits.Text;
        if (text.Length > most)
            Note(_longTexts, field, index, $"El texto tiene {text.Length} caracteres; se admiten hasta {most}.");
        else if (HoldsControls(text, linesAllowed: isRemarks))
            Note(_unprintable, field, index, "El texto contiene caracteres de control; corresponde escribirlo en una sola línea y sin ellos.");
    }

    private static bool HoldsControls(string text, bool linesAllowed)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) && !(linesAllowed && (c is '\n' or '\r' or '\t')))
                return true;
        }

        return false;
    }

    private void Note(List<(string, string)> to, FieldDescriptor field, int index, string message) =>
        to.Add((string.Join('.', _path.Append((field, index)).Select(Name)), message));

    private static string Name((FieldDescriptor Field, int Index) step) => step.Index < 0 ? step.Field.Name : $"{step.Field.Name}[{step.Index}]";
}
