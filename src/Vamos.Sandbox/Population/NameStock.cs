namespace Vamos.Sandbox.Population;

/// <summary>Names to draw from. Some carry Guaraní letters that no legacy character set has, because people do.</summary>
internal static class NameStock
{
    public static readonly string[] Men =
    [
        "José", "Juan", "Carlos", "Luis", "Miguel", "Ramón", "Víctor", "Hugo", "Derlis", "Óscar", "César", "Rubén", "Julio", "Blas", "Cirilo",
        "Éver", "Aldo", "Porfirio", "Osvaldo", "Arnaldo", "Marcial", "Eladio", "Nicolás", "Tomás", "Isidro", "Fermín", "Sebastián", "Mathías",
        "Ángel", "Iván", "Rodrigo", "Gustavo", "Celso", "Virgilio", "Anastacio", "Roque", "Cándido", "Crispín", "Teófilo", "Nery",
    ];

    public static readonly string[] Women =
    [
        "María", "Ana", "Rosa", "Carmen", "Ramona", "Lourdes", "Fátima", "Liz", "Mirta", "Graciela", "Nilda", "Zunilda", "Celeste", "Ñeca",
        "Blanca", "Gladys", "Norma", "Teresa", "Sofía", "Concepción", "Verónica", "Mónica", "Lucía", "Ángela", "Eulalia", "Felicita", "Estela",
        "Dominga", "Librada", "Asunción", "Perla", "Rocío", "Belén", "Inés", "Ñasaindy", "Panambí", "Cinthia", "Noelia", "Araceli", "Ysapy",
    ];

    public static readonly string[] IndigenousGiven =
    [
        "Arasỹ", "Tatarẽ", "Kuarahy", "Ñamandú", "Yvoty", "Jasỹ", "Karaí", "Mitã", "Pytũ", "Arag̃uy", "Guyrá", "Kerechu", "Takuá", "Porãsy", "Verã",
    ];

    public static readonly string[] Surnames =
    [
        "González", "Benítez", "Martínez", "López", "Giménez", "Vera", "Duarte", "Ramírez", "Villalba", "Fernández", "Ayala", "Acosta", "Gómez",
        "Cáceres", "Rojas", "Ortiz", "Núñez", "Báez", "Franco", "Galeano", "Ovelar", "Insfrán", "Cañete", "Peña", "Ibáñez", "Acuña", "Ñamandú",
        "Aquino", "Cabañas", "Samaniego", "Godoy", "Mendoza", "Riquelme", "Amarilla", "Vázquez", "Bogarín", "Escobar", "Paredes", "Torales",
        "Chamorro", "Candia", "Florentín", "Zárate", "Brítez", "Noguera", "Sanabria", "Ocampos", "Arévalos", "Quiñónez", "Yegros",
    ];

    public static readonly string[] Neighbourhoods =
    [
        "Centro", "San Blas", "San Roque", "Santa Ana", "San Miguel", "Virgen del Rosario", "María Auxiliadora", "Loma Pytã", "Cerrito", "Ka'aguy Rory",
        "Costa Alegre", "Potrero Guazú", "Colonia Independencia", "Tacuruty", "Yvyraty",
    ];

    public static readonly string[] Communities =
    [
        "Yvy Porã", "Arroyo Guazú", "Pytũmbo", "Laguna Negra", "Jaguary", "Santa Teresita", "Y'apy", "Campo Loa", "Tekoha Pyahu",
    ];

    // Peoples by number, as the ministry's list has them.
    public static readonly string[] Peoples = ["101", "102", "103", "104", "105", "106", "107"];

    public static readonly string[] Occupations =
    [
        "AGRICULTOR", "ALBAÑIL", "COMERCIANTE", "CHOFER", "COSTURERA", "VENDEDOR AMBULANTE", "PEÓN DE ESTANCIA", "MECÁNICO", "COCINERA", "CARPINTERO",
    ];
}
