namespace Vamos.Adapters.Mtess.History;

using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Soap;
using Vamos.Translation;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>What an element <c>trabajador</c> of an answer means.</summary>
internal static partial class WorkerReader
{
    private const string UnreadableKey = "sin idRelacion";

    [GeneratedRegex("^[0-9A-Za-z-]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Key { get; }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?(?:Z|[+-][0-9]{2}:[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Moment { get; }

    /// <summary>Whom it is about; null when nobody can tell.</summary>
    public static NationalId? SubjectOf(SoapElement element) => element.First("documento") is { } document
        ? CedulaText.Translate(document.TextOf("numero"), document.TextOf("letra")).Value
        : null;

    /// <summary>The worker; null when the service says that it knows none.</summary>
    public static Worker? Read(SoapElement element)
    {
        switch (element.TextOf("estado"))
        {
            case "NO_REGISTRADO":
                return null;
            case "ENCONTRADO":
                break;
            default:
                throw new LegacySystemException("the service answered about a worker without saying whether it knows one");
        }

        var employments = new List<EmploymentRecord>();
        var setAside = new List<(string, IReadOnlyList<RecordIssue>)>();
        foreach (var relation in element.All("relacion"))
        {
            var key = relation.TextOf("idRelacion") is { } id && Key.IsMatch(id) ? id : UnreadableKey;
            var notes = new EmploymentNotes(MtessProvenance.History, key);
            if (key == UnreadableKey)
                notes.Note("idRelacion", "missing, or no key");
            var employment = Employment(relation, notes);
            if (notes.Issues.Count == 0)
                employments.Add(employment);
            else
                setAside.Add((key, notes.Issues));
        }

        return new Worker(employments, setAside);
    }

    /// <summary>A moment with its offset; null when there is none.</summary>
    public static Translated<Timestamp?> MomentOf(string? text)
    {
        if (text is null)
            return null;
        var isMoment = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && Moment.IsMatch(text);
        return isMoment ? Timestamp.FromDateTimeOffset(moment) : Translated<Timestamp?>.Not("not a moment with its offset from UTC");
    }

    private static EmploymentRecord Employment(SoapElement relation, EmploymentNotes notes)
    {
        foreach (var twice in relation.Children.GroupBy(child => child.Name).Where(group => group.Count() > 1))
            notes.Note(NameOf(twice.Key), "stands there more than once");

        var start = notes.Need("fechaEntrada", LegacyDate.Translate(relation.TextOf("fechaEntrada")));
        var end = notes.Take("fechaSalida", LegacyDate.Translate(relation.TextOf("fechaSalida")));
        notes.CheckOrder("fechaSalida", start, end);
        var employment = new EmploymentRecord
        {
            EmployerNumber = notes.Take("numeroPatronal", EmployerNumber.Translate(relation.TextOf("numeroPatronal"))) ?? "",
            EmployerName = notes.Take("razonSocial", LegacyWords.Translate(relation.TextOf("razonSocial"))) ?? "",
            Position = notes.Take("cargo", LegacyWords.Translate(relation.TextOf("cargo"))) ?? "",
            StartDate = start,
            EndDate = end,
            SalaryPeriod = notes.Take("periodo", LegacyMonth.Translate(relation.TextOf("periodo"))),
            Provenance = MtessProvenance.Of(MtessProvenance.History, notes.Take("actualizado", MomentOf(relation.TextOf("actualizado")))),
        };
        if (notes.Take("salarioMensual", LegacyMoney.Translate(relation.TextOf("salarioMensual"))) is { } salary)
            employment.MonthlySalary = salary;
        if (notes.Take("sector", Sector(relation.TextOf("sector"))) is { } isPublic)
            employment.PublicSector = isPublic;
        return employment;
    }

    private static Translated<bool?> Sector(string? text) => text switch
    {
        "PUBLICO" => true,
        "PRIVADO" => false,
        null => (bool?)null,
        _ => Translated<bool?>.Not("neither PUBLICO nor PRIVADO"),
    };

    // Only names of the service's own description go into reports; any other may be anything.
    private static string NameOf(string element) => element is "idRelacion" or "numeroPatronal" or "razonSocial" or "cargo" or "fechaEntrada"
        or "fechaSalida" or "salarioMensual" or "periodo" or "sector" or "actualizado" ? element : "relacion";
}
