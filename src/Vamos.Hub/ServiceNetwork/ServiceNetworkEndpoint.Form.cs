namespace Vamos.Hub.ServiceNetwork;

using System.Globalization;
using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Territory;
using Vamos.Hub.ServiceNetwork.Catalogue;
using Vamos.ServiceNetwork.V1;

/// <content>The form of requests, and what callers are told.</content>
public sealed partial class ServiceNetworkEndpoint
{
    private const int LongestQuery = 200;
    private const int LongestRequestId = 64;
    private const int MostChoices = 20;

    private static List<ProblemField> SearchViolations(SearchServicesRequest request)
    {
        List<ProblemField> found =
        [
            .. (request.NationalId?.Violations("national_id") ?? []).Select(v => new ProblemField(v.Field, v.Description)),
            .. PageViolations(request.PageSize),
        ];
        if (request.DistrictCode.Length != 0 && TerritoryCatalogue.Paraguay.FindDistrict(request.DistrictCode) is null)
            found.Add(new ProblemField("district_code", "no es el código INE de un distrito"));
        if (request.Query.Length > LongestQuery)
            found.Add(new ProblemField("query", $"puede tener hasta {LongestQuery} caracteres"));
        found.AddRange(ChoiceViolations(request.Packages, "packages"));
        found.AddRange(ChoiceViolations(request.Pillars, "pillars"));
        found.AddRange(ChoiceViolations(request.Categories, "categories"));
        return found;
    }

    private static IEnumerable<ProblemField> ChoiceViolations<T>(IReadOnlyList<T> values, string field) where T : struct, Enum =>
        values.Count > MostChoices ? [new ProblemField(field, $"puede tener hasta {MostChoices} elementos")]
        : values.Select((value, i) => (value, i))
            .Where(entry => !Enum.IsDefined(entry.value) || EqualityComparer<T>.Default.Equals(entry.value, default))
            .Select(entry => new ProblemField($"{field}[{entry.i}]", "no es un valor del contrato"));

    private static List<ProblemField> PageViolations(int size) => size < 0 ? [new ProblemField("page_size", "no puede ser negativo")] : [];

    private static List<ProblemField> RequiredViolations(string text, string field) => text.Length == 0 ? [new ProblemField(field, "es obligatorio")] : [];

    private static List<ProblemField> RequestIdViolations(string id) =>
        id.Length is > 0 and <= LongestRequestId && id.All(c => c is > ' ' and <= '~')
            ? []
            : [new ProblemField("request_id", $"es obligatorio: de 1 a {LongestRequestId} caracteres visibles de ASCII")];

    private static List<ProblemField> TerritoryViolations(string code, string field) =>
        code.Length == 0 || TerritoryCatalogue.Paraguay.FindDistrict(code) is not null || TerritoryCatalogue.Paraguay.FindDepartment(code) is not null
            ? []
            : [new ProblemField(field, "no es el código INE de un distrito ni de un departamento")];

    private static void Refuse(List<ProblemField> flaws)
    {
        if (flaws.Count != 0)
            throw new ProblemException(Problem.InvalidRequest(flaws));
    }

    private static class Problems
    {
        public static Problem NotFound { get; } = new(
            StatusCode.NotFound,
            ErrorReasons.ServiceNotFound,
            "The network has no service of this identifier; ListServices names those that there are.",
            "No existe un servicio con este identificador.");

        public static Problem PersonNotFound { get; } = new(
            StatusCode.NotFound,
            ErrorReasons.PersonNotFound,
            "Every institution answered and none knows a person with this identity document.",
            "Ninguna institución conoce a una persona con este número de cédula.");

        public static Problem TerritoryNotFound { get; } = new(
            StatusCode.NotFound,
            ErrorReasons.TerritoryNotFound,
            "There is no district or department of this INE code; ListTerritories names them.",
            "No existe un distrito ni un departamento con este código.");

        private static Problem NotYours { get; } = new(
            StatusCode.PermissionDenied,
            ErrorReasons.NotYourService,
            "An institution changes its own services only, and this one is another's.",
            "Cada institución mantiene solamente sus propios servicios.");

        public static Problem Of(ServiceChange change) => change.Refusal switch
        {
            ChangeRefusal.BreaksRules => Problem.InvalidRequest(change.Violations),
            ChangeRefusal.NotFound => NotFound,
            ChangeRefusal.NotTheProvider => NotYours,
            ChangeRefusal.RequestIdReused => Problem.InvalidRequest([new ProblemField("request_id", "pertenece a otra solicitud suya; use uno nuevo")]),
            _ => Changed(change.Version),
        };

        private static Problem Changed(long version)
        {
            var latest = version.ToString(CultureInfo.InvariantCulture);
            return new Problem(
                StatusCode.Aborted,
                ErrorReasons.ServiceChanged,
                $"The service is of version {latest}, not of the one that was changed. Read it again, then change that.",
                "El servicio cambió desde que usted lo consultó. Vuelva a consultarlo.")
            {
                Facts = new Dictionary<string, string> { ["version"] = latest },
            };
        }
    }
}
